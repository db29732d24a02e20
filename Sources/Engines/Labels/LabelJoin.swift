/// Labels joined to the predictions that they belong to, as questions to the embedded engine.
///
/// Of several labels of one id the latest counts. Labels that differ at the latest time contradict each
/// other: then there is none. So the answer does not depend on the order in which labels came.
///
/// Ids are compared as text, so that 17 in one file and "17" in the other are the same.
package struct LabelJoin: Sendable, Hashable {
  /// The predictions as a query.
  package let predictions: String
  /// The labels as a query.
  package let labels: String
  /// The id's column among the predictions.
  package let predictionID: String
  /// The id's column among the labels.
  package let labelID: String
  /// The label's column.
  package let label: String
  /// When a label was given; nil: nothing says which of two is later.
  package let labelledAt: String?
  /// When a prediction was made; nil: nothing says how late labels are.
  package let predictedAt: String?

  /// The column that says how a row's label stands.
  package static let status = "label_status"
  /// The column of the label's time.
  package static let time = "label_time"
  /// Days from which completeness is told.
  package static let days = [1, 2, 3, 7, 14, 30, 60, 90, 180, 365]
  /// Shares of the delays that are told.
  package static let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// Describes a join.
  package init(
    predictions: String, labels: String, predictionID: String, labelID: String, label: String,
    labelledAt: String? = nil, predictedAt: String? = nil
  ) {
    self.predictions = predictions
    self.labels = labels
    self.predictionID = predictionID
    self.labelID = labelID
    self.label = label
    self.labelledAt = labelledAt
    self.predictedAt = predictedAt
  }

  /// One row an id: its label, time, and how it came about.
  private var settled: String {
    let time =
      labelledAt.map { "cast(\(SQLText.identifier($0)) as timestamp)" } ?? "null::timestamp"
    return """
      given as (
        select cast(\(SQLText.identifier(labelID)) as varchar) as id,
          \(SQLText.identifier(label)) as label, \(time) as moment
        from (\(labels))),
      usable as (
        select * from given where id is not null and id <> '' and label is not null
          and cast(label as varchar) <> ''),
      latest as (
        select id, max(moment) as moment, count(*) as given, count(distinct label) as different
        from usable group by id),
      settled as (
        select latest.id, any_value(latest.moment) as moment, any_value(latest.given) as given,
          any_value(latest.different) as different, count(distinct usable.label) as choices,
          min(usable.label) as label
        from latest join usable
          on usable.id = latest.id and usable.moment is not distinct from latest.moment
        group by latest.id)
      """
  }

  private var numbered: String {
    "predicted as (select *, row_number() over () as assay_row from (\(predictions)))"
  }

  /// The predictions with their labels, in the predictions' order.
  package var joined: String {
    """
    with \(settled), \(numbered)
    select predicted.* exclude (assay_row),
      case when settled.choices = 1 then settled.label end as \(SQLText.identifier(label)),
      case when settled.choices = 1 then settled.moment end as \(Self.time),
      case when settled.id is null then 'pending' when settled.choices > 1 then 'conflict'
        else 'labelled' end as \(Self.status)
    from predicted left join settled
      on cast(predicted.\(SQLText.identifier(predictionID)) as varchar) = settled.id
    order by assay_row
    """
  }

  /// One row of counts, in the order of ``LabelCounts``.
  package var counts: String {
    """
    with \(settled), predicted as (
      select cast(\(SQLText.identifier(predictionID)) as varchar) as id from (\(predictions)))
    select
      (select count(*) from given), (select count(*) from usable),
      (select count(*) from (select distinct id, label from usable)),
      (select count(*) from settled),
      (select count(*) from settled where different > 1 and choices = 1),
      (select count(*) from settled where choices > 1),
      (select count(*) from settled where id not in (
        select id from predicted where id is not null)),
      (select count(*) from predicted),
      (select count(*) from predicted where id is null or id = ''),
      (select count(id) - count(distinct id) from predicted where id <> '')
    """
  }

  /// One row about delays, in days, over the rows of a joined file.
  ///
  /// First the rows by status, then as of when, then those labelled before they were predicted, mean
  /// and ``quantiles`` of the delays, then for each of the days the predictions so old and those of
  /// them labelled by then.
  package func delays(
    of joined: String, asOf: String?, days: [Int] = LabelJoin.days
  ) -> String {
    let predicted =
      predictedAt.map { "cast(\(SQLText.identifier($0)) as timestamp)" } ?? "null::timestamp"
    let asOf =
      asOf.map { "cast(\(SQLText.literal($0)) as timestamp)" }
      ?? "(select greatest(max(predicted), max(moment)) from timed)"
    let quantiles = Self.quantiles.map { "quantile_cont(delay, \($0)) filter (where delay >= 0)" }
    let days = days.map { day in
      "count(*) filter (where age >= \(day)), "
        + "count(*) filter (where age >= \(day) and delay <= \(day))"
    }
    return """
      with timed as (
        select \(Self.status) as status, \(Self.time) as moment, \(predicted) as predicted
        from (\(joined))),
      aged as (
        select *, epoch(moment - predicted) / 86400.0 as delay,
          epoch(\(asOf) - predicted) / 86400.0 as age
        from timed)
      select count(*), count(*) filter (where status = 'labelled'),
        count(*) filter (where status = 'conflict'), cast(\(asOf) as varchar),
        count(*) filter (where delay < 0), count(delay) filter (where delay >= 0),
        avg(delay) filter (where delay >= 0), \(quantiles.joined(separator: ", ")),
        \(days.joined(separator: ", "))
      from aged
      """
  }
}
