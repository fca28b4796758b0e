($min_amount IS NULL OR CASE
  WHEN $amounts IS NULL THEN deal.amount_low >= $min_amount AND ($currency IS NULL OR deal.currency = $currency)
  ELSE $amounts[deal.deal_id].low >= $min_amount
    AND ($currency IS NULL OR $amounts[deal.deal_id].currency = $currency)
END)
