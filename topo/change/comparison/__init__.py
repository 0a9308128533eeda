"""What is better, worse and unchanged in one organisation than in another?"""
