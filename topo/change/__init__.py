"""What would an organisation be after a change?"""
