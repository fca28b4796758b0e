// The deals that count for a question, in columns and in parts: numbers of payers and payees, types, and inner numbers.
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
  AND
  // large enough >>>
  ($min_amount IS NULL OR CASE
    WHEN $amounts IS NULL THEN deal.amount_low >= $min_amount AND ($currency IS NULL OR deal.currency = $currency)
    ELSE $amounts[deal.deal_id].low >= $min_amount
      AND ($currency IS NULL OR $amounts[deal.deal_id].currency = $currency)
  END)
  // <<<
RETURN payer.number % 100 AS part, collect(payer.number) AS payers, collect(payee.number) AS payees,
       collect(CASE type(deal) WHEN 'BUYS_FROM' THEN 0 WHEN 'INVESTS_IN' THEN 1 ELSE 2 END) AS kinds,
       collect(id(deal)) AS deals
