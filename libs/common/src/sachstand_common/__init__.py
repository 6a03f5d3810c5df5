"""What every Sachstand service stands on: journal, messaging, HTTP, security."""
