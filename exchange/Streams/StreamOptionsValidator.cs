using Microsoft.Extensions.Options;

namespace Executor.Exchange.Streams;

internal sealed class StreamOptionsValidator : IValidateOptions<BinanceOptions>
{
    public ValidateOptionsResult Validate(string? name, BinanceOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        var streams = options.Connections;
        var (second, minute, hour) = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Range(nameof(streams.AnswerTimeout), streams.AnswerTimeout, second, minute);
        Range(nameof(streams.ProbePeriod), streams.ProbePeriod, second, 5 * minute);
        Range(nameof(streams.ShortestPause), streams.ShortestPause, second / 10, 10 * second);
        Range(nameof(streams.LongestPause), streams.LongestPause, streams.ShortestPause > second ? streams.ShortestPause : second, 10 * minute);
        Range(nameof(streams.RefusalPause), streams.RefusalPause, second, hour);
        Range(nameof(streams.RolloverAge), streams.RolloverAge, minute, 23.5 * hour);
        Range(nameof(streams.RolloverSpread), streams.RolloverSpread, TimeSpan.Zero, streams.RolloverAge / 2 < 12 * hour ? streams.RolloverAge / 2 : 12 * hour);
        Range(nameof(streams.Overlap), streams.Overlap, TimeSpan.Zero, minute);
        Range(nameof(streams.ReadyTimeout), streams.ReadyTimeout, second, 5 * minute);
        Range(nameof(streams.QuietRenewal), streams.QuietRenewal, minute, 24 * hour);
        Range(nameof(streams.TokenRenewal), streams.TokenRenewal, second, 12 * hour);
        Range(nameof(streams.LongestMessage), streams.LongestMessage, 4 * 1024, 64 * 1024 * 1024);
        Range(nameof(streams.MessagesPerSecond), streams.MessagesPerSecond, 1, 5);
        Range(nameof(streams.StreamsPerConnection), streams.StreamsPerConnection, 3, 1024);
        Range(nameof(streams.SilentAfter), streams.SilentAfter, second, 10 * minute);
        Range(nameof(streams.MinutePatience), streams.MinutePatience, 2.5 * second, minute);
        Range(nameof(streams.UnreadEvents), streams.UnreadEvents, 16, 1_000_000);
        return errors.Build();

        void Range<T>(string option, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.AddError($"must be {least} to {most}, is {value}.", $"{BinanceOptions.Section}:{nameof(options.Connections)}:{option}");
            }
        }
    }
}
