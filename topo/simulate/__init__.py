"""How do the streams run, item by item, over the people that they share?"""
