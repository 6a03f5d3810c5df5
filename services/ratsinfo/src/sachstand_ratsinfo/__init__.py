"""The council's documents: papers, consultations, files, minutes and their import."""
