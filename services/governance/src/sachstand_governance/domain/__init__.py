"""The rules of the bodies: values in, values out."""
