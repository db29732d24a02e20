package import Measurements
internal import Statistics

extension BaselineStudy {
  /// Compares a ranking with simple ones, user by user.
  ///
  /// - Throws: ``StudyRefusal`` without a user column, with a negative relevance or when only a
  ///   sample of the test rows was read, ``RowsError`` when a column is absent or unfit,
  ///   `UnknownMetric` for a metric that does not exist, `Undefined` when no user can be compared.
  package func compareRankings(train: RowTable, test: RowTable) throws -> BaselineComparison {
    let metric = try primaryOfRankings()
    let queries = try queries(test)
    let model = try modelScores(test)
    let rankings = queries.map { $0.ranked(model, places: places) }
    guard rankings.contains(where: { $0.relevant > 0 }) else {
      throw Undefined("no user of the test rows has a relevant row")
    }
    var comparison = BaselineComparison(
      primary: metric.card, model: values(rankings), baselines: [], beatsAll: false,
      testRows: test.rowCount, trainRows: train.rowCount, answers: [],
      notes: notesOnRows(train, test))
    for baseline in chosen(BaselineCatalogue.ranking, { $0.card }) {
      comparison.baselines.append(
        result(baseline.card, metric, queries, rankings) {
          let answer = try baseline.answer(
            train: train, test: test, target: target, inputs: inputs)
          return (answer.scores, answer.description)
        })
    }
    if let previous {
      comparison.baselines.append(
        result(PreviousModel.card, metric, queries, rankings) {
          guard let column = previous.score ?? previous.prediction else {
            throw Undefined("no column of the previous model's predictions is named")
          }
          let scores = try test.numbers(column).map { $0.isFinite ? $0 : nil }
          return (
            previous.score == nil ? scores.map { $0.map { -$0 } } : scores,
            "its ranking of \(scores.count { $0 != nil }) test rows"
          )
        })
    }
    comparison.notes += try notes(train, queries, rankings)
    finish(&comparison)
    return comparison
  }

  private struct Query {
    let key: [String]
    var rows: [Int] = []
    var relevances: [Double] = []

    func ranked(_ scores: [Double?], places: Int) -> RankedQuery {
      RankedQuery(scores: rows.map { scores[$0] }, relevances: relevances, places: places)
    }
  }

  /// The test rows of each user, in the order in which users appear.
  private func queries(_ test: RowTable) throws -> [Query] {
    guard let entity = inputs.entity else {
      throw StudyRefusal("A ranking needs the user or query of each row: name it with --entity.")
    }
    guard !test.isSample else {
      throw StudyRefusal(
        "There are \(test.sourceRows) test rows and --sample \(test.rowCount): a sample would tear "
          + "users' rows apart; raise --sample.")
    }
    let relevances = try test.numbers(target)
    let entities = try test.column(entity)
    var places: [[String]: Int] = [:]
    var queries: [Query] = []
    for (row, key) in try GroupKeys.keys(test, [entity]).enumerated() {
      guard relevances[row].isFinite, !entities.isMissing(row) else { continue }
      guard relevances[row] >= 0 else {
        throw StudyRefusal(
          "Column “\(target)” has a relevance of \(relevances[row]): it must be 0 or more.")
      }
      let place = places[key] ?? queries.count
      if place == queries.count {
        places[key] = place
        queries.append(Query(key: key))
      }
      queries[place].rows.append(row)
      queries[place].relevances.append(relevances[row])
    }
    return queries
  }

  /// The model's scores, the best largest; a rank counts as the better the smaller.
  private func modelScores(_ test: RowTable) throws -> [Double?] {
    if let score { return try test.numbers(score).map { $0.isFinite ? $0 : nil } }
    guard let prediction else {
      throw Undefined("no column of the model's scores or ranks is named")
    }
    return try test.numbers(prediction).map { $0.isFinite ? -$0 : nil }
  }

  private func primaryOfRankings() throws -> any RankingMetric.Type {
    let card = try MetricCatalogue.card(
      named: primary ?? MetricCatalogue.primaryKey(.ranking, hasScores: true))
    guard let metric = MetricCatalogue.ranking.first(where: { $0.card.key == card.key }) else {
      throw StudyRefusal("\(card.title) is no metric of a ranking: name another with --primary.")
    }
    return metric
  }

  private func values(_ rankings: [RankedQuery]) -> [MetricValue] {
    var table = RankingTable()
    for ranking in rankings { table.add(ranking) }
    let measurement = table.measurement
    return MetricCatalogue.ranking.map { metric in
      do throws(Undefined) {
        return MetricValue(
          card: metric.card, estimate: try metric.measure(measurement, level: level))
      } catch {
        return MetricValue(card: metric.card, estimate: Estimate(undefined: error))
      }
    }
  }

  private func result(
    _ card: Card, _ metric: any RankingMetric.Type, _ queries: [Query], _ model: [RankedQuery],
    _ answer: () throws -> (scores: [Double?], description: String)
  ) -> BaselineComparison.Baseline {
    do {
      let (scores, description) = try answer()
      var result = BaselineComparison.Baseline(card, description: description, isAvailable: true)
      let others = queries.map { $0.ranked(scores, places: places) }
      result.metrics = values(others)
      // Users are independent of one another, their rows are not: users are drawn.
      let gaps = zip(model, others).filter { $0.0.relevant > 0 }
        .map { metric.figure(of: $0.0) - metric.figure(of: $0.1) }
      do throws(Undefined) {
        let found = try GroupedSums([gaps], rows: gaps.count, seed: seed).compare(
          level: level, draws: draws, seed: seed
        ) { $0[1] / $0[0] }
        result.difference = PairedDifference(
          value: gaps.reduce(0, +) / Double(gaps.count), interval: found.interval,
          pValue: found.pValue, rows: gaps.count)
      } catch {
        result.differenceNote = error.reason
      }
      return result
    } catch {
      return BaselineComparison.Baseline(
        card, description: Self.reason(error), isAvailable: false)
    }
  }

  private func notes(
    _ train: RowTable, _ queries: [Query], _ rankings: [RankedQuery]
  ) throws -> [String] {
    var notes: [String] = []
    let compared = rankings.count { $0.relevant > 0 }
    notes.append(
      "differences are means over \(compared) users with a relevant row; their rows are counted as "
        + "users")
    if compared < rankings.count {
      notes.append("\(rankings.count - compared) users without a relevant row are in no metric")
    }
    if let entity = inputs.entity, train[entity] != nil {
      let known = Set(try GroupKeys.keys(train, [entity]))
      let unseen = queries.count { !known.contains($0.key) }
      if unseen > 0 {
        notes.append("\(unseen) users of the test rows are not among the training rows")
      }
    }
    return notes
  }
}
