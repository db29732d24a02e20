package import Statistics

/// A chart as values: what to draw and the numbers behind it, without any drawing.
package struct Figure: Sendable, Hashable {
  /// What it shows, a sentence without a full stop.
  package var title: String
  /// What a reader who cannot see it should know: the message and the extremes.
  package var summary: String
  /// The data.
  package var content: Content

  /// Makes a figure.
  package init(title: String, summary: String, content: Content) {
    self.title = title
    self.summary = summary
    self.content = content
  }

  /// The kinds of chart.
  package enum Content: Sendable, Hashable {
    /// Shares per bin of two or more sets, overlaid.
    case distribution(Distribution)
    /// Values with intervals, one row each, with reference lines.
    case intervals(IntervalRows)
    /// Lines in a plane: ROC, precision–recall, reliability.
    case curves(Curves)
    /// Values over time with intervals and an expected band.
    case timeline(Timeline)
  }

  /// Shares per bin, overlaid.
  package struct Distribution: Sendable, Hashable {
    /// Bins of a numeric axis (each with its edges), or names of categories.
    package enum Axis: Sendable, Hashable {
      /// Edges, ascending, one more than there are bins.
      case numeric(edges: [Double], unit: String)
      /// Names of the categories, in drawing order.
      case categories([String])
    }
    /// The bins.
    package var axis: Axis
    /// The sets, the reference first: a name and one share a bin.
    package var sets: [Shares]

    /// Makes a distribution chart.
    package init(axis: Axis, sets: [Shares]) {
      self.axis = axis
      self.sets = sets
    }

    /// One set's shares.
    package struct Shares: Sendable, Hashable {
      /// `train`, `scoring`.
      package var name: String
      /// One share a bin, in the axis' order.
      package var shares: [Double]
      /// Rows behind the shares.
      package var rows: Int
      /// Rows of each bin, in the same order; empty where only shares are known.
      package var counts: [Int]

      /// Makes shares.
      package init(name: String, shares: [Double], rows: Int, counts: [Int] = []) {
        self.name = name
        self.shares = shares
        self.rows = rows
        self.counts = counts
      }

      /// Makes the shares of counts.
      package init(name: String, counts: [Int]) {
        let rows = counts.reduce(0, +)
        self.init(
          name: name, shares: counts.map { Double($0) / Double(max(rows, 1)) }, rows: rows,
          counts: counts)
      }
    }
  }

  /// Values with intervals, one row each.
  package struct IntervalRows: Sendable, Hashable {
    /// The axis' title with its unit.
    package var axis: String
    /// The rows, in the order to show.
    package var rows: [Row]
    /// Vertical lines: a threshold, the model's own value.
    package var lines: [Line]

    /// Makes an interval chart.
    package init(axis: String, rows: [Row], lines: [Line] = []) {
      self.axis = axis
      self.rows = rows
      self.lines = lines
    }

    /// One value.
    package struct Row: Sendable, Hashable {
      /// Its name.
      package var label: String
      /// The value; nil when undefined.
      package var value: Double?
      /// Its interval.
      package var interval: Interval?
      /// Rows of data behind it.
      package var count: Int?
      /// Whether to draw it as the one that matters.
      package var isHighlighted: Bool

      /// Makes a row.
      package init(
        label: String, value: Double?, interval: Interval? = nil, count: Int? = nil,
        isHighlighted: Bool = false
      ) {
        self.label = label
        self.value = value
        self.interval = interval
        self.count = count
        self.isHighlighted = isHighlighted
      }
    }
  }

  /// A reference line with its name.
  package struct Line: Sendable, Hashable {
    /// What it marks: `threshold 0.1`.
    package var label: String
    /// Where.
    package var value: Double

    /// Makes a line.
    package init(label: String, value: Double) {
      self.label = label
      self.value = value
    }
  }

  /// Lines in a plane.
  package struct Curves: Sendable, Hashable {
    /// Title of the horizontal axis with its unit.
    package var horizontal: String
    /// Title of the vertical axis with its unit.
    package var vertical: String
    /// The lines.
    package var curves: [Curve]
    /// Whether to draw the diagonal y = x.
    package var showsDiagonal: Bool

    /// Makes a curve chart.
    package init(horizontal: String, vertical: String, curves: [Curve], showsDiagonal: Bool) {
      self.horizontal = horizontal
      self.vertical = vertical
      self.curves = curves
      self.showsDiagonal = showsDiagonal
    }

    /// One line.
    package struct Curve: Sendable, Hashable {
      /// Its name.
      package var name: String
      /// Its points, in drawing order.
      package var points: [Point]
      /// Whether the points themselves are marked (reliability) or only joined (ROC).
      package var marksPoints: Bool

      /// Makes a curve.
      package init(name: String, points: [Point], marksPoints: Bool) {
        self.name = name
        self.points = points
        self.marksPoints = marksPoints
      }
    }

    /// A point, with the interval of its vertical value where there is one.
    package struct Point: Sendable, Hashable {
      /// Position on the horizontal axis.
      package var x: Double
      /// Position on the vertical axis.
      package var y: Double
      /// Interval of the vertical value.
      package var interval: Interval?
      /// Rows behind the point.
      package var count: Int?

      /// Makes a point.
      package init(x: Double, y: Double, interval: Interval? = nil, count: Int? = nil) {
        self.x = x
        self.y = y
        self.interval = interval
        self.count = count
      }
    }
  }

  /// Values over time.
  package struct Timeline: Sendable, Hashable {
    /// The axis' title with its unit.
    package var axis: String
    /// The windows, in time's order.
    package var points: [Point]
    /// The range that chance alone explains, where it is known.
    package var expected: Interval?

    /// Makes a timeline.
    package init(axis: String, points: [Point], expected: Interval? = nil) {
      self.axis = axis
      self.points = points
      self.expected = expected
    }

    /// One window.
    package struct Point: Sendable, Hashable {
      /// The window's name: `2013-W12`, `rows 1–5000`.
      package var label: String
      /// The value; nil when undefined.
      package var value: Double?
      /// Its interval.
      package var interval: Interval?
      /// Rows in the window.
      package var count: Int
      /// The range expected of this window alone, where windows differ in it.
      package var expected: Interval?

      /// Makes a point.
      package init(
        label: String, value: Double?, interval: Interval? = nil, count: Int,
        expected: Interval? = nil
      ) {
        self.label = label
        self.value = value
        self.interval = interval
        self.count = count
        self.expected = expected
      }
    }
  }
}
