using System.Globalization;

namespace Executor.Soak.Running;

/// <summary>Resident memory of a process over time, from <c>/proc</c>.</summary>
internal sealed class MemoryLog(int process)
{
    private readonly List<(double Minutes, double Megabytes)> _samples = [];

    /// <summary>Takes a sample.</summary>
    public void Sample(TimeSpan since)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        _samples.Add((since.TotalMinutes, double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024));
    }

    /// <summary>First, highest and last sample, MB.</summary>
    public (double First, double Highest, double Last) Range =>
        (_samples[0].Megabytes, _samples.Max(sample => sample.Megabytes), _samples[^1].Megabytes);

    /// <summary>Slope of the straight line nearest to the samples of the second half, MB a minute: after the start-up, what grows without end.</summary>
    public double Slope
    {
        get
        {
            var half = _samples.Skip(_samples.Count / 2).ToList();
            var (x, y) = (half.Average(sample => sample.Minutes), half.Average(sample => sample.Megabytes));
            var spread = half.Sum(sample => (sample.Minutes - x) * (sample.Minutes - x));
            return spread == 0 ? 0 : half.Sum(sample => (sample.Minutes - x) * (sample.Megabytes - y)) / spread;
        }
    }
}
