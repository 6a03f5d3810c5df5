"""The council's documents: papers and their way through the bodies, minutes, files, and their import."""
