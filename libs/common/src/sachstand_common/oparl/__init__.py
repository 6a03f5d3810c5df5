"""OParl 1.1: the objects of a council information system, as they are stored and as they are composed."""
