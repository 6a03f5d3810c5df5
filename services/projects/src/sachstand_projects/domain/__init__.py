"""The portfolio's rules: values in, value out; nothing here knows a database or a request."""
