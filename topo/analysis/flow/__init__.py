"""Where does work wait, and what happens to it when making things gets faster?"""
