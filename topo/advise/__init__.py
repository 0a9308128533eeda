"""What to do next, from what was measured and judged; each proposal is a scenario."""
