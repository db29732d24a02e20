/// Whether a change shows more clearly in a new stretch of windows than in stretches in which
/// nothing is known to have changed.
///
/// Windows of real data are no draws of one chance: days have weather, weekdays and holidays, and
/// one resembles the next. What looks like a change to independent windows is usual then. So the
/// clearness of the best change (``ChangeTyping``'s lead) is computed in the new stretch and in
/// usual ones, for each of several series, and compared with the clearest of all *other* stretches:
///
/// `rᵢⱼ = max(cᵢⱼ, floor) / max over k ≠ i of max(cₖⱼ, floor)`, `Mᵢ = maxⱼ rᵢⱼ`
///
/// All stretches are treated alike, the new one too, so that with nothing changed each of the n + 1
/// is as likely to have the largest M. A series of the new stretch is unusual when its ratio is
/// above ``limit``: the ⌊α(n + 1)⌋-th largest M of the usual stretches, whatever the series'
/// distribution or how they hang together (conformal); where n is too small for such a rank, the
/// upper prediction limit of a new `ln M`, `mean + t(n − 1, Φ(g)) s √(1 + 1/n)`, where g is the 1 −
/// α quantile of Gumbel's distribution of mean 0 and deviation 1 (the largest of many leads lies
/// further above its mean than below), and at least the largest M.
///
/// - Unit: ratios, 0 and above; 1 is as clear as the clearest other stretch. Higher is clearer.
/// - Undefined: fewer than ``fewest`` usual stretches; stretches of different numbers of series; no
///   series.
/// - Complexity: O(stretches · series).
/// - Source: Vovk, Gammerman, Shafer, *Algorithmic Learning in a Random World*, 2005 (conformal);
///   Westfall, Young, *Resampling-Based Multiple Testing*, 1993 (the largest over the series);
///   Hahn, Meeker, Escobar, *Statistical Intervals*, 2017, section 4.7 (prediction limit).
package struct StretchComparison: Sendable, Hashable {
  /// How clear the change of each series is, against the clearest of the other stretches.
  package let ratios: [Double]
  /// The clearest lead of each series in the usual stretches, the floor at least.
  package let clearest: [Double]
  /// The ratio above which a change is unusual, 1 at least.
  package let limit: Double
  /// Usual stretches.
  package let stretches: Int

  /// Usual stretches below which nobody knows what is usual.
  package static let fewest = 8

  /// Compares a new stretch with usual ones.
  ///
  /// - Parameters:
  ///   - new: the lead of each series in the new stretch.
  ///   - usual: for each usual stretch the same.
  ///   - floor: the lead below which no change shows, above 0.
  ///   - alarmRate: how often any series of a stretch is unusual when nothing changed, above 0 and
  ///     below 1.
  /// - Throws: ``Undefined``.
  package init(
    new: [Double], usual: [[Double]], floor: Double, alarmRate: Double
  ) throws(Undefined) {
    guard floor > 0, alarmRate > 0, alarmRate < 1 else {
      throw Undefined("a floor \(floor) and an alarm rate \(alarmRate) are outside of their ranges")
    }
    guard usual.count >= Self.fewest else {
      throw Undefined(
        "what is usual shows in \(Self.fewest) stretches of windows at least; there are \(usual.count)"
      )
    }
    guard !new.isEmpty, usual.allSatisfy({ $0.count == new.count }) else {
      throw Undefined("stretches have no series, or differ in their number")
    }
    let all = (usual + [new]).map { $0.map { max($0, floor) } }
    var largest = [Double](repeating: 0, count: all.count)
    var own: [Double] = []
    var clearest: [Double] = []
    for series in new.indices {
      let leads = all.map { $0[series] }
      let top = leads.indices.max { leads[$0] < leads[$1] } ?? 0
      let second = leads.indices.filter { $0 != top }.map { leads[$0] }.max() ?? floor
      for stretch in leads.indices {
        let ratio = leads[stretch] / (stretch == top ? second : leads[top])
        largest[stretch] = max(largest[stretch], ratio)
        if stretch == usual.count { own.append(ratio) }
      }
      clearest.append(top == usual.count ? second : leads[top])
    }
    ratios = own
    self.clearest = clearest
    stretches = usual.count
    limit = max(1, Self.limit(Array(largest.dropLast()), alarmRate))
  }

  private static func limit(_ largest: [Double], _ alarmRate: Double) -> Double {
    let count = Double(largest.count)
    let rank = Int((alarmRate * (count + 1)).rounded(.down))
    if rank >= 1 { return largest.sorted(by: >)[rank - 1] }
    let logs = largest.map { log($0) }
    let mean = logs.reduce(0, +) / count
    let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let quantile = StudentDistribution(degrees: count - 1).quantile(
      NormalDistribution.cumulative(gumbel(1 - alarmRate)))
    let limit = exp(mean + quantile * (variance * (1 + 1 / count)).squareRoot())
    return max(limit, largest.max() ?? limit)
  }

  /// The quantile of Gumbel's distribution of mean 0 and deviation 1.
  private static func gumbel(_ probability: Double) -> Double {
    let euler = 0.577_215_664_901_532_9
    return (-log(-log(probability)) - euler) * 6.0.squareRoot() / Double.pi
  }
}
