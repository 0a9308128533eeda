"""How is a stress test shown, to people and to programs?"""
