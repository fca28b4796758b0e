// No company twice, and no step after home. The walk is pruned as it grows, which a test after it would not do.
WHERE allReduce(
  seen = [], node IN payee |
  CASE
    WHEN home IN seen OR CASE $by WHEN 'group' THEN node.group_id ELSE node.id END IN seen THEN seen + null
    ELSE seen + CASE $by WHEN 'group' THEN node.group_id ELSE node.id END
  END,
  all(id IN seen WHERE id IS NOT NULL) AND (size(seen) < $max_hops OR seen[-1] = home)
)
WITH [home] + [node IN payee[..-1] | CASE $by WHEN 'group' THEN node.group_id ELSE node.id END] AS ring,
     [hop IN deal | type(hop)] AS relationships, deal AS walk
WHERE size([kind IN relationships WHERE kind = 'BUYS_FROM']) >= $min_purchases
// A ring is told from its smallest id; the walk begins there too, unless it begins at a company that was asked for.
WITH *, reduce(at = 0, hop IN range(1, size(ring) - 1) | CASE WHEN ring[hop] < ring[at] THEN hop ELSE at END) AS at
WITH ring[at..] + ring[..at] AS ring, relationships[at..] + relationships[..at] AS relationships,
     collect(walk[at..] + walk[..at]) AS walks
