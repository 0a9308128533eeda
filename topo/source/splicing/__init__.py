"""How does a changed organisation get back into the text that people wrote?"""
