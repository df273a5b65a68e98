"""How fast is it? One script per question; times are told as ratios against a floor of the same run."""
