"""GGUF files and the runtime. Knows nothing about documents."""
