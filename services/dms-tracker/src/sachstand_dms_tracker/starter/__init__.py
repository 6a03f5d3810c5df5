"""What the sources of March 2021 state, as commands with their date and source."""
