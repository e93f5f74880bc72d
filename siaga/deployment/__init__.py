"""Who stands where: personnel, guard patterns, and security plans as versions."""
