"""What Termlode knows of each language: tags, scripts, folding, tokens, morphology, numbers."""
