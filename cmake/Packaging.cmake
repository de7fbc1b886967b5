# Install rules; filled in with the consumer test.
