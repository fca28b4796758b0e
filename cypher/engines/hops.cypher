// The hops that the deals of a question make: whom each company or group pays, by type of deal, whether one of the deals
// is new, and for a window of time the days on which they begin.
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
  AND ($window_days IS NULL OR deal.announced_date IS NOT NULL)
  AND
  // large enough >>>
  ($min_amount IS NULL OR CASE
    WHEN $amounts IS NULL THEN deal.amount_low >= $min_amount AND ($currency IS NULL OR deal.currency = $currency)
    ELSE $amounts[deal.deal_id].low >= $min_amount
      AND ($currency IS NULL OR $amounts[deal.deal_id].currency = $currency)
  END)
  // <<<
WITH deal, type(deal) AS relationship, CASE $by WHEN 'group' THEN payer.group_id ELSE payer.id END AS payer,
     CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END AS payee
WHERE payer <> payee
WITH payer, relationship, payee, max(deal.begins) > $new_since AS new,
     collect(DISTINCT CASE WHEN $window_days IS NOT NULL THEN duration.inDays(date('0001-01-01'), deal.begins).days END) AS days
RETURN payer, relationship, collect([payee, new, days]) AS payees
