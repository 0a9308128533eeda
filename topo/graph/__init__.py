"""An organisation as graphs and arrays: who waits on whom, projected from services to teams and groups."""
