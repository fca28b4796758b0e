// The hops that the deals of a question make: whom each company or group pays, by type of deal.
CYPHER 25
MATCH (payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE') AND
  // deal counts >>>
  ($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
  AND ($status = 'all' OR 3 <= CASE
    WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.firmness
    ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= $as_of]) - 1]
  END)
  AND ($datasets IS NULL OR deal.dataset IN $datasets)
  AND ($contingent OR NOT deal.contingent)
  AND ($min_quality = 'C' OR deal.quality <= $min_quality)
  AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
    WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
  // <<<
WITH type(deal) AS relationship, CASE $by WHEN 'group' THEN payer.group_id ELSE payer.id END AS payer,
     CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END AS payee
WHERE payer <> payee
RETURN payer, relationship, collect(DISTINCT payee) AS payees
