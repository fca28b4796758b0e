// One row an agreement of each hop whose deals pass: who promises whom how much. A high that is null is open.
MATCH (giving:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(given:Company)
WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE')
  // What brings no amount is as if absent.
  AND NOT deal.contingent AND deal.rollup <> 'holding' AND deal.amount_code <> 'not_this_edge'
  AND NOT coalesce(deal.deal_kind, '') IN ['holding', 'acquisition']
  AND coalesce(deal.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
  AND NOT all(form IN split(coalesce(deal.consideration_form, 'unspecified'), ';')
              WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants')
WITH CASE $by WHEN 'group' THEN giving.group_id ELSE giving.id END AS payer,
     CASE $by WHEN 'group' THEN given.group_id ELSE given.id END AS payee, deal,
     CASE WHEN $amounts IS NULL THEN {low: deal.amount_low, high: deal.amount_high, currency: deal.currency}
     ELSE $amounts[deal.deal_id] END AS amount,
     coalesce(
       // deal counts >>>
       // <<<
     , false) AS passes,
     // last day >>>
     // <<<
     AS latest
WHERE payer <> payee
WITH payer, payee, type(deal) AS relationship, [deal.dataset, deal.deal_group] AS agreement,
     deal.deal_id AS id, passes, amount.low AS low, amount.high AS high, CASE WHEN amount.low IS NOT NULL THEN amount.currency END AS currency,
     CASE WHEN passes AND latest IS NOT NULL THEN deal.begins END AS earliest, CASE WHEN passes THEN latest END AS latest,
     CASE WHEN deal.rollup = 'headline' THEN CASE WHEN passes THEN 'headline' END
          WHEN passes THEN 'part' ELSE 'failing' END AS role
ORDER BY id
WITH payer, payee, relationship, agreement,
     collect(CASE WHEN passes THEN id END) AS deals, min(earliest) AS earliest, max(latest) AS latest,
     count(latest) AS dated,
     collect(DISTINCT CASE WHEN role IN ['part', 'headline'] THEN currency END) AS passing_currencies,
     collect(DISTINCT CASE role WHEN 'failing' THEN currency END) AS failing_currencies,
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
WHERE deals <> []
// A sum with an open part is open. Parts bound a headline once they can reach it.
WITH *, passing_currencies + CASE WHEN headline_low IS NULL THEN [] ELSE failing_currencies END AS currencies,
     CASE WHEN headline_low - failing_high > part_low THEN headline_low - failing_high ELSE part_low END AS least,
     CASE WHEN parts > 0 AND (headlines = 0 OR headline_low <= coalesce(part_high + failing_high, headline_low))
       THEN part_high END AS by_parts,
     headline_high - failing_low AS by_headline
WITH *, CASE WHEN by_parts <= coalesce(by_headline, by_parts) THEN by_parts ELSE by_headline END AS most,
     // An agreement in several currencies has no amount that could be counted.
     priced > 0 AND all(c IN currencies WHERE c = currencies[0]) AS known
WITH payer, payee, relationship, deals,
     CASE WHEN known THEN least END AS low,
     CASE WHEN known THEN CASE WHEN most < least THEN least ELSE most END END AS high,
     CASE WHEN known THEN currencies[0] END AS currency,
     CASE dated WHEN size(deals) THEN earliest END AS first, CASE dated WHEN size(deals) THEN latest END AS last
