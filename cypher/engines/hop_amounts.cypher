// What hops of several deals carry together: `hops` holds the inner numbers of the deals of each.
CYPHER 25
UNWIND $hops AS hop
CALL (hop) {
  UNWIND hop.deals AS number
  MATCH ()-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->()
  WHERE id(deal) = number
  RETURN collect(deal) AS passing
}
CALL (passing) {
  // agreement amounts >>>
  // One row an agreement of `passing`, deals of one type from one payer to one payee that pass the filters. All others
  // between the two are looked at too: parts and their headline bound each other. What is null is open.
  WITH startNode(passing[0]) AS payer, endNode(passing[0]) AS payee
  MATCH (house:Group {id: payer.group_id})<-[:PART_OF]-(from)-[row:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(to)
  USING INDEX SEEK house:Group(id)
  WHERE to.group_id = payee.group_id AND type(row) = type(passing[0])
    AND ($by = 'group' OR (from = payer AND to = payee))
    // What brings no amount is as if absent.
    AND NOT row.contingent AND row.rollup <> 'holding' AND row.amount_code <> 'not_this_edge'
    AND NOT coalesce(row.deal_kind, '') IN ['holding', 'acquisition']
    AND coalesce(row.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
    AND NOT all(form IN split(coalesce(row.consideration_form, 'unspecified'), ';')
                WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants')
  WITH row, passing, CASE WHEN $amounts IS NULL THEN {low: row.amount_low, high: row.amount_high, currency: row.currency}
       ELSE $amounts[row.deal_id] END AS amount
  WITH [row.dataset, row.deal_group] AS agreement, amount.low AS low, amount.high AS high,
       CASE WHEN amount.low IS NOT NULL THEN amount.currency END AS currency,
       CASE WHEN row.rollup = 'headline' THEN CASE WHEN row IN passing THEN 'headline' END
            WHEN row IN passing THEN 'part' ELSE 'failing' END AS role
  WITH agreement, collect(DISTINCT CASE WHEN role IN ['part', 'headline'] THEN currency END) AS passing_currencies,
       collect(DISTINCT CASE role WHEN 'failing' THEN currency END) AS failing_currencies,
       count(CASE WHEN role IN ['part', 'headline'] THEN 1 END) AS passing_rows,
       count(CASE WHEN role IN ['part', 'headline'] THEN low END) AS priced,
       count(CASE role WHEN 'part' THEN 1 END) AS parts, count(CASE role WHEN 'headline' THEN 1 END) AS headlines,
       sum(CASE role WHEN 'part' THEN low END) AS part_low,
       CASE count(CASE WHEN role = 'part' AND high IS NULL THEN 1 END)
         WHEN 0 THEN sum(CASE role WHEN 'part' THEN high END) END AS part_high,
       sum(CASE role WHEN 'failing' THEN low END) AS failing_low,
       CASE count(CASE WHEN role = 'failing' AND high IS NULL THEN 1 END)
         WHEN 0 THEN sum(CASE role WHEN 'failing' THEN high END) END AS failing_high,
       max(CASE role WHEN 'headline' THEN low END) AS headline_low,
       CASE count(CASE WHEN role = 'headline' AND high IS NULL THEN 1 END)
         WHEN 0 THEN max(CASE role WHEN 'headline' THEN high END) END AS headline_high
  WHERE passing_rows > 0
  // A sum with an open part is open. Parts bound a headline once they can reach it.
  WITH agreement, priced > 0 AS known,
       // What fails is set against a headline, which two currencies would make a comparison of unlike things.
       passing_currencies + CASE WHEN headline_low IS NULL THEN [] ELSE failing_currencies END AS currencies,
       CASE WHEN headline_low - failing_high > part_low THEN headline_low - failing_high ELSE part_low END AS low,
       CASE WHEN parts > 0 AND (headlines = 0 OR headline_low <= coalesce(part_high + failing_high, headline_low))
         THEN part_high END AS by_parts,
       headline_high - failing_low AS by_headline
  WITH agreement, known, currencies, low,
       CASE WHEN by_parts <= coalesce(by_headline, by_parts) THEN by_parts ELSE by_headline END AS high
  WITH agreement, known, currencies, low, CASE WHEN high < low THEN low ELSE high END AS high
  // <<<
  RETURN count(CASE WHEN known THEN 1 END) > 0 AS known, sum(low) AS low,
         CASE count(*) WHEN count(high) THEN sum(high) END AS high,
         reduce(all = [], some IN collect(currencies) | all + some) AS currencies
}
RETURN hop.number AS number, CASE WHEN known THEN low END AS low, CASE WHEN known THEN high END AS high, currencies
