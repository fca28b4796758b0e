// What deals are and bring by themselves, in columns; -1 and '' stand for what is unknown.
CYPHER 25
UNWIND $numbers AS number
MATCH ()-[row:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->()
WHERE id(row) = number
WITH *, CASE WHEN $amounts IS NULL THEN {low: row.amount_low, high: row.amount_high, currency: row.currency}
     ELSE $amounts[row.deal_id] END AS amount,
     NOT row.contingent AND row.rollup <> 'holding' AND row.amount_code <> 'not_this_edge'
     AND NOT coalesce(row.deal_kind, '') IN ['holding', 'acquisition']
     AND coalesce(row.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
     AND NOT all(form IN split(coalesce(row.consideration_form, 'unspecified'), ';')
                 WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants') AS brings
RETURN collect(number) AS numbers, collect(row.deal_id) AS ids, collect(row.contingent) AS contingent,
       collect(coalesce(row.quality, '')) AS qualities, collect(row.rollup = 'headline') AS headlines,
       collect(CASE WHEN brings THEN coalesce(amount.low, -1) ELSE -1 END) AS lows,
       collect(CASE WHEN brings THEN coalesce(amount.high, -1) ELSE -1 END) AS highs,
       collect(CASE WHEN brings AND amount.low IS NOT NULL THEN coalesce(amount.currency, '') ELSE '' END) AS currencies
