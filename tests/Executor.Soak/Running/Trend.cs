namespace Executor.Soak.Running;

/// <summary>A figure over time, and whether it grows.</summary>
internal sealed class Trend
{
    private readonly List<(double Minutes, double Value)> _samples = [];

    /// <summary>Takes a sample.</summary>
    public void Add(TimeSpan since, double value) => _samples.Add((since.TotalMinutes, value));

    /// <summary>First, highest and last sample; zeros without any.</summary>
    public (double First, double Highest, double Last) Range =>
        _samples.Count == 0 ? default : (_samples[0].Value, _samples.Max(sample => sample.Value), _samples[^1].Value);

    /// <summary>Slope of the straight line nearest to the samples of the second half, a minute: after the start-up, what grows without end.</summary>
    public double Slope
    {
        get
        {
            var half = _samples.Skip(_samples.Count / 2).ToList();
            if (half.Count < 2)
                return 0;
            var (x, y) = (half.Average(sample => sample.Minutes), half.Average(sample => sample.Value));
            var spread = half.Sum(sample => (sample.Minutes - x) * (sample.Minutes - x));
            return spread == 0 ? 0 : half.Sum(sample => (sample.Minutes - x) * (sample.Value - y)) / spread;
        }
    }
}
