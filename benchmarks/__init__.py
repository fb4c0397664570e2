"""Speed and memory, each figure beside that of the bare libraries."""
