using System.IO.Compression;
using System.Text;
using CsCheck;
using Executor.Replay.Reading;

namespace Executor.Replay.Tests.Reading;

public sealed class LineReaderTests
{
    [Fact]
    public void Lines_WhateverTheBlocks_AreThoseOfTheText()
    {
        var line = Gen.String[Gen.Char["abc,1\u00e4"], 0, 40];
        Gen.Select(line.Array[0, 60], Gen.Int[1, 90], Gen.Bool, Gen.Bool).Sample((lines, blockBytes, hasReturns, endsWithLine) =>
        {
            var end = hasReturns ? "\r\n" : "\n";
            var text = string.Join(end, lines) + (endsWithLine ? end : string.Empty);
            var expected = text.Split(end).ToList();
            if (expected[^1].Length == 0)
            {
                expected.RemoveAt(expected.Count - 1);
            }

            Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text), blockBytes));
        });
    }

    [Fact]
    public void FirstLine_WhenItBeginsWithAByteOrderMark_LosesIt() =>
        Assert.Equal(["a", "b"], Read([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', (byte)'b'], blockBytes: 2));

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public void Line_WhenLongerThanTheLimit_IsReportedAndTheNextIsWhole(int blockBytes)
    {
        var text = new string('x', LineReader.MaxLineBytes + 1) + "\nnext\n";
        using var reader = LineReader.Over(new MemoryStream(Encoding.UTF8.GetBytes(text)), "memory", blockBytes);

        Assert.True(reader.TryRead(out var first));
        Assert.True(reader.IsLineTooLong);
        Assert.True(first.IsEmpty);
        Assert.True(reader.TryRead(out var second));
        Assert.False(reader.IsLineTooLong);
        Assert.Equal("next", Encoding.UTF8.GetString(second));
        Assert.Equal(2, reader.LineNumber);
        Assert.False(reader.TryRead(out _));
        Assert.Equal(2, reader.LineNumber);
    }

    [Fact]
    public void Gzip_WhenCutOff_IsAnErrorNamingTheFileAndTheLine()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("feed.csv.gz");
        using (var whole = new MemoryStream())
        {
            using (var packer = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true))
            {
                packer.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i * 7919}\n"))));
            }

            File.WriteAllBytes(path, whole.ToArray()[..(int)(whole.Length / 2)]);
        }

        using var reader = LineReader.Open(path);
        var failure = Assert.Throws<ReplayInputException>(() =>
        {
            while (reader.TryRead(out _))
            {
            }
        });

        Assert.StartsWith($"{path}: cannot be read after line ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_WhenTheFileIsNotReadToItsEnd_EndsTheReader()
    {
        var reader = LineReader.Over(new MemoryStream(new byte[10_000_000]), "memory", 1_000);

        reader.Dispose();

        Assert.Throws<ObjectDisposedException>(() => reader.TryRead(out _));
    }

    private static List<string> Read(byte[] bytes, int blockBytes)
    {
        using var reader = LineReader.Over(new MemoryStream(bytes), "memory", blockBytes);
        var lines = new List<string>();
        while (reader.TryRead(out var line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
        }

        return lines;
    }
}
