using System.Text;
using Executor.Exchange.Streams;
using Executor.Exchange.Streams.Account;
using Executor.Exchange.Streams.Market;
using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Wire;
using Executor.Fuzz.Mutation;
using Executor.Fuzz.Running;

namespace Executor.Fuzz.Adapter;

/// <summary>The readers of frames, events, answers and candles alone: many more inputs in the same time. What they do not understand is a
/// <see cref="WireException"/>, and nothing else is.</summary>
internal sealed class FrameTarget : IFuzzTarget
{
    private static readonly byte[] Candles = """
        [[1764000000000,"61250.00","61300.00","61200.00","61260.00","1.5",1764000059999,"91875.00",10,"0.7","42875.00","0"]]
        """u8.ToArray();

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_001_000);

    private byte[] _last = [];

    public string LastInput => Encoding.Latin1.GetString(_last);

    public Task FeedAsync(Mutator mutator)
    {
        _last = mutator.Lot.Next(8) switch
        {
            0 => mutator.Json(Candles),
            1 or 2 => mutator.Json(mutator.Of(StreamMessages.Answers)),
            3 or 4 => mutator.Json(mutator.Of(StreamMessages.Market)),
            _ => mutator.Json(mutator.Of(StreamMessages.Account)),
        };
        Try(() => KlineRow.ReadAll(_last));
        Try(ReadFrame);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void ReadFrame()
    {
        var frame = Frame.Read(_last);
        if (frame.IsAnswer)
        {
            var answer = StreamAnswer.Of(in frame);
            _ = answer.Verdict;
            _ = Refusals.Explain("it", answer);
            Try(() => WireJson.Read(answer.Result.Span, StreamJson.Default.WireSubscription));
            Try(() => WireJson.Read(answer.Result.Span, StreamJson.Default.IReadOnlyListWireSubscription));
            return;
        }

        if (frame.Stream.IsEmpty)
        {
            _ = AccountEventReader.Read(frame.Event.IsEmpty ? frame.Whole : frame.Event, Now);
            return;
        }

        var data = frame.Data.ToArray();
        Try(() => WireJson.Read(data, StreamJson.Default.WireBookTicker));
        Try(() => WireJson.Read(data, StreamJson.Default.WireAggregateTrade));
        Try(() => WireJson.Read(data, StreamJson.Default.WireKlineEvent));
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (WireException)
        {
            // It says that it does not understand: that is what is wanted.
        }
    }
}
