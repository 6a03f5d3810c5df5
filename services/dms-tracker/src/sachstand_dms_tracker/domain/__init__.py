"""The rules of the change to electronic files: values in, value out, nothing is read or written."""
