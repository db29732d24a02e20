package import Checklist
internal import Measurements

/// Whether the distribution of every new feed can be obtained at all, before the model reads it.
package enum FeedsCanBeHad: Check {
  package static let card = CheckCard(
    id: "drift.feeds", aspect: .drift,
    title: "Every new feed has a distribution that can be had: access, rows and delay",
    summary: """
      Reads each declared feed now: whether it can be reached, has the columns that are needed, enough rows \
      with values for a distribution, and a newest row that is not too old.
      """,
    reference: "counts of rows and values", needs: ["drift.feeds"], settings: ["drift.feeds"])

  package static func needs(_ project: Project) -> Needs {
    project.drift.feeds.isEmpty ? Needs() : Needs(readsFeeds: true)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard !facts.project.drift.feeds.isEmpty else {
      return notApplicable("No new feed of data is declared (drift.feeds lists them).")
    }
    var status = CheckStatus.pass
    var sentences: [String] = []
    var measurements: [Measurement] = []
    for found in facts.feeds {
      let name = found.feed.name.visible
      let read: FeedFacts.Reading
      switch found.read {
      case .failure(let error):
        status = .fail
        sentences.append("\(name) cannot be had: \(ErrorText(error).clause).")
        continue
      case .success(let reading): read = reading
      }
      let judged = judge(found.feed, read)
      status = status.worse(judged.status)
      sentences.append("\(name) \(judged.words).")
      measurements += [
        Measurement(
          name: "rows of \(found.feed.name)", value: Double(read.rows), unit: "rows",
          threshold: Double(found.feed.rows))
      ]
      measurements += read.sample.columns.map { column in
        Measurement(
          name: "values of \(column.name) in \(found.feed.name)",
          value: read.sample.rows == 0
            ? nil : Double(column.rows - column.missing) / Double(read.sample.rows),
          unit: "share", note: read.sample.rows == 0 ? "there are no rows" : nil)
      }
    }
    return evidence(
      status, sentences.joined(separator: " "), measurements: measurements,
      method: """
        Each feed was read when this was computed: all rows were counted, the columns of the first \
        \(NumberText.count(FeedAsking.most)) profiled, and the age of the newest row is as of then.
        """,
      remedy: status == .pass
        ? nil
        : "Get access, a sample and a delivery in time before the model reads the feed, or leave it out.",
      weight: status == .fail ? 0.6 : 0.4)
  }

  private static func judge(
    _ feed: Project.Feed, _ read: FeedFacts.Reading
  ) -> (status: CheckStatus, words: String) {
    var faults: [String] = []
    var doubts: [String] = []
    if !read.absent.isEmpty { faults.append("lacks \(read.absent.listed())") }
    if read.rows == 0 { faults.append("has no rows") }
    let empty = read.sample.columns.filter { $0.rows > 0 && $0.missing == $0.rows }.map(\.name)
    if !empty.isEmpty, read.rows > 0 { faults.append("has no value in \(empty.listed())") }
    let unmeasured = read.sample.columns.filter { $0.type == .unmeasured }.map(\.name)
    if !unmeasured.isEmpty {
      doubts.append("has values in \(unmeasured.listed()) whose distribution is not measured")
    }
    if read.rows > 0, read.rows < feed.rows {
      doubts.append(
        "has \(read.rows.of("row")), fewer than the \(NumberText.count(feed.rows)) for a distribution"
      )
    }
    if let limit = feed.delay?.seconds {
      if let age = read.age {
        if age > limit {
          faults.append(
            "is late: its newest row is \(days(age)) old, and \(days(limit)) were allowed")
        }
      } else if read.rows > 0 {
        doubts.append("has no time that could be read, so that its delay is not known")
      }
    }
    let words = (faults + doubts).joined(separator: "; ")
    if !faults.isEmpty { return (.fail, words) }
    if !doubts.isEmpty { return (.attention, words) }
    let delay = read.age.map { ", the newest \(days($0)) old" } ?? ""
    return (.pass, "can be had: \(read.rows.of("row"))\(delay)")
  }

  private static func days(_ seconds: Double) -> String {
    "\(NumberText.fixed(seconds / 86_400, decimals: 1)) days"
  }
}
