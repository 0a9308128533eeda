"""How is the organisational MRI shown, to people and to programs?"""
