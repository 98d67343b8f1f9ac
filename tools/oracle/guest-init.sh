#!/bin/sh
# /init of the guest: loads each module of /plan and says on the console what the kernel answered, behind "@".
#   plan:    ID NAME FILE [NEEDED…]    separated by blanks; NEEDED are loaded first, and are "name=file"
#   console: @N NAME  stands below /sys/module before anything was loaded
#            @B ID    begins      @K ID TEXT  a line of the kernel log
#            @R ID N  exit status of insmod, 99 if what it needs did not load
#            @E       the plan is done
/bin/busybox mkdir -p /proc /sys /dev
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
exec >/dev/console 2>&1
for each in /sys/module/*; do echo "@N ${each##*/}"; done
/bin/busybox dmesg -c >/dev/null
while read -r id name file needed; do
  echo "@B $id"
  status=0
  loaded=''
  for each in $needed; do
    if /bin/busybox insmod "${each#*=}" 2>/dev/null; then loaded="${each%%=*} $loaded"; else status=99; fi
  done
  if [ "$status" = 0 ]; then
    /bin/busybox insmod "$file" 2>/dev/null
    status=$?
    [ "$status" = 0 ] && /bin/busybox rmmod "$name" 2>/dev/null
  fi
  for each in $loaded; do /bin/busybox rmmod "$each" 2>/dev/null; done
  /bin/busybox dmesg -c | /bin/busybox sed "s/^/@K $id /"
  echo "@R $id $status"
done </plan
echo "@E"
/bin/busybox poweroff -f
