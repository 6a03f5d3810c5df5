"""What is shown: JSON, HTML, SVG."""
