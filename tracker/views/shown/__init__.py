"""What pages show of the knowledge, made into plain values: templates compute nothing."""
