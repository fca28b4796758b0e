// The deals that count for a question as plain edges, in columns, those of one payer after those of another.
CYPHER 25
MATCH (payer:Company)
WITH payer ORDER BY payer.id
CALL (payer) {
  MATCH (payer)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(payee:Company)
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
    AND CASE $by WHEN 'group' THEN payer.group_id <> payee.group_id ELSE payer <> payee END
  WITH payee, deal, CASE WHEN $amounts IS NULL
    THEN {low: deal.amount_low, high: deal.amount_high, currency: deal.currency} ELSE $amounts[deal.deal_id] END AS amount
  ORDER BY deal.deal_id
  // Lists hold no null: -1 and '' stand for what is unknown, and a deal without a date begins on the first of all days.
  RETURN collect(deal.deal_id) AS deal_id, collect(type(deal)) AS relationship,
         collect(CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END) AS payee,
         collect(coalesce(amount.low, -1)) AS amount_low, collect(coalesce(amount.high, -1)) AS amount_high,
         collect(coalesce(amount.currency, '')) AS currency, collect(duration.inDays(date('1970-01-01'), deal.begins).days) AS announced
}
WITH * WHERE deal_id <> []
RETURN CASE $by WHEN 'group' THEN payer.group_id ELSE payer.id END AS payer, payee, deal_id, relationship,
       amount_low, amount_high, currency, announced
