"""What ratsinfo asks of others: of a process of its own, to read what somebody handed in."""
