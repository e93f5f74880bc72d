"""The region tree by Kemendagri code: regions, former codes and names, boundaries."""
