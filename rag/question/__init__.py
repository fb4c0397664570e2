"""What is asked: in which language, from which moment, about which time, after which turns."""
