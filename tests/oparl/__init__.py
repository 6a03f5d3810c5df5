"""The prose of OParl 1.1 as rules over answers, and a client that asks the whole system for all of them."""
