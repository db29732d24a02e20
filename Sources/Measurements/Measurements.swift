// The layer's first file is not written yet.
