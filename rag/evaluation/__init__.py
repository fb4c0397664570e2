"""How good it is: questions with known answers, asked of the product and of plain baselines."""
