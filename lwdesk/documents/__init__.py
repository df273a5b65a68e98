"""Paper: what is handed out, filed or locked away."""
