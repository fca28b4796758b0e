// The walk without the options that pick rings: one row a ring, as a chain of companies and a type of each hop; `walks`
// are the ways to go round it, a deal a hop.
OPTIONAL MATCH (named:Company {id: $through})
USING INDEX SEEK named:Company(id)
MATCH (start:Company)
WHERE $through IS NULL OR CASE $by WHEN 'group' THEN start.group_id = named.group_id ELSE start = named END
WITH *, CASE $by WHEN 'group' THEN start.group_id ELSE start.id END AS home
MATCH REPEATABLE ELEMENTS
  (start) ((payer:Company)
    -[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE
      WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE') AND
      // deal counts >>>
      // <<<
    ]->(payee:Company)-[:PART_OF]->(:Group)<-[:PART_OF]-(next:Company)
    WHERE ($by = 'group' OR next = payee)
      AND ($through IS NOT NULL OR CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END >= home)){2,8} (start)
// rings told >>>
// <<<
