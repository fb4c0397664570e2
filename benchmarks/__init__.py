"""How fast, how heavy: every figure beside the bare one it is measured against."""
