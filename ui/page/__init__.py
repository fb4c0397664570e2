"""The chat page, built of Gradio's Blocks."""
