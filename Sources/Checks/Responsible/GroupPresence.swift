internal import Checklist

/// Groups that train or test have too few rows of.
struct GroupPresence {
  struct Group {
    let name: String
    let train: Int
    let test: Int
  }

  private(set) var absent: [Group] = []
  private(set) var small: [Group] = []
  private(set) var unclear: [String] = []
  private var count = 0
  private let smallest: Int

  init(_ facts: Facts) {
    let project = facts.project
    let shown = facts.shown
    smallest = project.fairness.smallestGroup
    let declared = project.population.keys.filter { !project.columns.protected.contains($0) }
    for column in project.columns.protected + declared.sorted() {
      let shares = facts.sets.compactMap { GroupShares($0, column) }
      guard !shares.isEmpty else {
        unclear.append(column)
        continue
      }
      // Of other columns only what the population names is known to be a group of people.
      var values = Set(
        (project.population[column] ?? [:]).filter { $0.value > 0 }.map(\.key))
      if project.columns.protected.contains(column) {
        values.formUnion(shares.flatMap(\.counts.keys))
        values.remove("missing")
      }
      for value in values.sorted() {
        func rows(_ role: Project.DataRole) -> Int {
          shares.first { $0.role == role }?.counts[value] ?? 0
        }
        let group = Group(
          name: shown.group(value, of: column), train: rows(.train), test: rows(.test))
        count += 1
        if group.train == 0 {
          absent.append(group)
        } else if min(group.train, group.test) < smallest {
          small.append(group)
        }
      }
    }
  }

  var status: CheckStatus { !absent.isEmpty ? .fail : small.isEmpty ? .pass : .attention }

  var sentences: [String] {
    var sentences: [String] = []
    if !absent.isEmpty {
      sentences.append(
        """
        \(absent.count.of("group")) \(absent.count.verb("has", "have")) no row in train: \
        \(absent.map(\.name).listed(3)).
        """)
    }
    if !small.isEmpty {
      let told = small.map {
        "\($0.name) (\($0.train) in train, \($0.test) in test)"
      }
      sentences.append(
        """
        \(small.count.of("group")) \(small.count.verb("has", "have")) fewer than \
        \(NumberText.count(smallest)) rows: \(told.listed(3)).
        """)
    }
    if sentences.isEmpty {
      sentences.append(
        """
        All \(count.of("group")) \(count.verb("has", "have")) at least \(NumberText.count(smallest)) rows in \
        train and in test.
        """)
    }
    if !unclear.isEmpty {
      sentences.append(
        """
        \(unclear.listed()) \(unclear.count.verb("divides", "divide")) the rows into more than \
        \(GroupShares.mostGroups) groups or none.
        """)
    }
    return sentences
  }

  var measurements: [Measurement] {
    (absent + small).flatMap { group in
      [("train", group.train), ("test", group.test)].map { set, rows in
        Measurement(
          name: "\(set) rows where \(group.name)", value: Double(rows), unit: "rows",
          threshold: Double(smallest))
      }
    }
  }
}
